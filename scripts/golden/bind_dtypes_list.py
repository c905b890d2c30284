"""What scripts/golden/bind_dtypes.py has run."""

BYTES = r"""
np.array([b'ab',b'c'])
np.array([b'ab',1])
np.array([b'ab','cd'])
np.array([b'a\x00b',b'\x00'])
np.array([b'1',b'23']).astype(int)
np.array([b'1.5',b'x']).astype(float)
np.array([b'\xe9']).astype('U')
np.array([b'ab',b'cd']) == b'ab'
np.array([b'ab',b'cd']) < b'b'
np.array([b'ab',b'cd']) + b'x'
np.array(b'abc')
np.where([True,False],b'a',b'bcd')
np.frombuffer(b'hello world', dtype='S1', count=5, offset=6)
np.frombuffer(b'\x01\x02\x03\x04', dtype='u2')
[b'ab', b"it's", b'q"']
np.array([(b'x', 1)], dtype='S3,i4')
np.array([b'ab', b'cd']).tolist()
s = np.array(['ab','c'], dtype='S');
s
np.array(['ab','c'],dtype='S1')
np.array(['é'],dtype='S')
np.array([1,23],dtype='S')
np.array([s[0],1])
np.array([s[0],'cd'])
np.array(['1','23'],dtype='S').astype(int)
np.array(['1.5','x'],dtype='S').astype(float)
np.array(['x'],dtype='S').astype(int)
s.astype('U')
np.array(['é']).astype('S')
np.array([1,2]).astype('S')
np.array([1,2]).astype('S5')
np.array([1.5]).astype('S')
s[0]
s == 'ab'
s == s[0]
s < np.bytes_('b')
s == 1
s + np.bytes_('x')
s + 'x'
s * 2
s.astype(bool)
np.sort(np.array(['b','ab','a'],dtype='S'))
np.argsort(np.array(['b','ab','a'],dtype='S'))
np.zeros(2,'S3')
np.empty(0,'S')
np.array(s[0])
np.bytes_('abc')
np.dtype('S').itemsize
np.dtype('S5')
np.dtype('V5')
np.dtype('M8[D]')
np.dtype('M8')
str(np.dtype('S5'))
str(np.dtype('M8[25s]'))
np.dtype('S5').name
np.dtype('M8[D]').str
np.dtype('i4,f8')
np.dtype('foo')
np.dtype('i4,foo')
np.array(['5','6'],dtype='S').astype('M8[D]')
s.tolist()
np.concatenate([s,np.array(['bcd'])])
np.concatenate([s,np.array([1])])
np.where([True,False],s[0],np.bytes_('bcd'))
np.unique(np.array(['b','a','b'],dtype='S'))
np.array(['a','bc'],dtype='S').max()
np.array(['a','bc'],dtype='S').argmax()
np.sum(np.array(['a','bc'],dtype='S'))
np.array(['a'],dtype='S3').view('S1')
np.array(['abc'],dtype='S3').view('u1')
np.isin(s,s)
s@s
np.promote_types('S5','i4')
np.promote_types('S5','U3')
np.promote_types('S5','M8[D]')
np.promote_types('S5','V3')
np.promote_types('V3','V4')
np.promote_types('M8[D]','i4')
np.promote_types('m8[D]','i4')
np.promote_types('m8[D]','f4')
np.promote_types('M8[D]','m8[h]')
np.promote_types('M8[D]','U3')
np.promote_types('m8[Y]','m8[D]')
(np.can_cast('S5','U3'), np.can_cast('S5','U5'), np.can_cast('i4','S5'),np.can_cast('i4','S11'),np.can_cast('U5','S5','same_kind'),np.can_cast('S5','i4','same_kind'),np.can_cast('M8[D]','M8[s]'),np.can_cast('M8[s]','M8[D]'),np.can_cast('M8[s]','M8[D]','same_kind'),np.can_cast('i8','m8[D]'),np.can_cast('m8[D]','i8'),np.can_cast('m8[D]','i8','same_kind'),np.can_cast('i8','M8[D]','same_kind'),np.can_cast('i8','M8[D]'),np.can_cast('f8','m8[D]','same_kind'),np.can_cast('m8[Y]','m8[D]','same_kind'),np.can_cast('M8[Y]','M8[D]'))
s[::-1].copy()
s[s == s[0]]
np.full(3, s[0])
s[0] = 'zzz';
s
s[1] = 12;
s
np.array([s[0],s[1]])
s.nbytes
np.count_nonzero(np.array(['','a'],dtype='S'))
np.array_equal(s,s)
np.searchsorted(np.array(['a','c'],dtype='S'),np.bytes_('b'))
s.reshape(2,1)
np.repeat(s,2)
s.dtype
str(s[0])
"""

RECORDS = r"""
dt = np.dtype([('name','U10'),('age','i4'),('w','f8')]);
a = np.array([('Alice',25,1.5),('Bob',3,22.25)], dtype=dt);
dt
a
a['age']
a['age'].mean()
a[a['age'] > 10]['name']
a[0]
a[0]['age'] = 99;
a
a[1]['name']
a[1][1]
a[1]['w']
np.sort(a, order='age')
np.argsort(a, order=['w','age'])
a[['name','age']]
a[['age']]
a[['zz']]
a['zz']
a[0]['zz']
a[0][5]
a[0][-1]
a[0] = ('Zed', 7, 3.25);
a
a['age'] = 5;
a == a
a[0] == a[0]
a.dtype.names
a.itemsize
np.zeros(3, dtype='i4,(2,3)f8')
np.dtype('i1,f8')
np.dtype([('a','i1'),('b','f8')], align=True)
x = np.zeros(2, dtype=[('a','i1'),('b','f8')]);
x['b'] = [1.5, 2.5];
x['b'] + 1
x['b'].sum()
x['b'] * x['b']
np.sqrt(x['b'])
x['b'][x['b']>2]
x['b'][[1,0]]
x['b'].reshape(2,1)
x['b'].astype('i4')
x['b'].max()
np.where(x['b']>2, x['b'], 0)
x['b'][::-1]
x['b'].tolist()
x.tolist()
x[0].item()
x.view('i1')
x[0]
x.strides
x['b'].strides
x.T
x.reshape(2,1)
np.concatenate([x,x])
np.concatenate([x,np.zeros(1,dtype=[('a','i4'),('b','f4')])])
np.unique(np.array([(2,1.),(1,5.),(1,5.)],dtype='i4,f8'))
np.array([(1,2),(3,)],dtype='i4,i4')
np.array([1,2],dtype='i4,i4')
np.array([[1,2]],dtype='i4,i4')
np.array([[(1,2)]],dtype='i4,i4')
np.array((1,2),dtype='i4,i4')
np.array([('x',2)],dtype='i4,i4')
np.array([(300,2)],dtype='i1,i4')
np.array([(1,(2,3))],dtype=[('a','i4'),('b',[('c','i4'),('d','f4')])])
np.array([(1,(2,3))],dtype=[('a','i4'),('b',[('c','i4'),('d','f4')])])['b']
np.array([(1,(2,3))],dtype=[('a','i4'),('b',[('c','i4'),('d','f4')])])['b']['d']
np.array([(1,[2,3])],dtype=[('a','i4'),('b','i4',(2,))])
np.array([(1,[2,3])],dtype=[('a','i4'),('b','i4',(2,))])['b']
np.array([(1,[2,3,4])],dtype=[('a','i4'),('b','i4',(2,))])
np.array([(1,5)],dtype=[('a','i4'),('b','i4',(2,))])
np.dtype([('a','i4'),('a','f4')])
np.dtype([('a','i4'),('','f4')])
np.dtype([('','i4'),('','f4')])
np.dtype([('a',)])
np.dtype([5])
np.dtype([('a','i4',2),('b','f4',())])
np.dtype([('a','i1'),('b',[('c','i1'),('d','f8')])],align=True)
np.dtype([('a','i1'),('b','f8')])['b']
np.dtype([('a','i1'),('b','f8')])[0]
np.dtype([('a','i1'),('b','f8')])['zz']
np.dtype([('a','i1'),('b','f8')])[['a']]
np.dtype([('a','i1'),('b','f8')]).descr
np.dtype('i4').descr
np.dtype([('a','i1'),('b','f8')],align=True).descr
np.dtype([('p','f4',(2,))])['p']
np.dtype([('p','f4',(2,))])['p'].shape
np.dtype([('p','f4',(2,))])['p'].base
np.dtype([('p','f4',(2,))])['p'].subdtype
np.dtype(('i4',(2,2)))
np.zeros(3,dtype=('i4',(2,2)))
np.dtype({'names':['a','b'],'formats':['i1','f8']}) ### np.dtype({names=['a','b'],formats=['i1','f8']})
np.dtype({'names':['a','b'],'formats':['i1','f8']},align=True) ### np.dtype({names=['a','b'],formats=['i1','f8']},align=True)
np.dtype({'names':['a','b'],'formats':['i1','f8'],'offsets':[4,8],'itemsize':32}) ### np.dtype({names={'a','b'},formats={'i1','f8'},offsets={4,8},itemsize=32})
np.dtype({'names':['a','b'],'formats':['i4','f8'],'itemsize':8}) ### np.dtype({names={'a','b'},formats={'i4','f8'},itemsize=8})
np.ones(2,'i4,f8')
np.full(2,7,'i4,f8')
np.zeros(2,[('a','i4'),('b','f8')])<np.zeros(2,[('a','i4'),('b','f8')])
np.zeros(2,[('a','i4'),('b','f8')])+1
np.zeros(2,[('a','i4'),('b','f8')])==np.zeros(2,[('c','i4'),('b','f8')])
np.zeros(2,[('a','i4'),('b','f8')])==1
np.zeros(2,[('a','i4',(2,)),('b','f8')])==np.zeros(2,[('a','i4',(2,)),('b','f8')])
-np.zeros(2,[('a','i4'),('b','f8')])
np.zeros(2,[('a','i4'),('b','f8')]).sum()
np.zeros(2,[('a','i4'),('b','f8')]).max()
np.zeros(2,[('a','i4'),('b','f8')]).argmax()
np.zeros(2,[('a','i4'),('b','f8')]).mean()
np.array([(1,2)],dtype='i4,i4').astype('i4')
np.array([(1,)],dtype=[('a','i4')]).astype('f8')
np.array([1,2]).astype([('a','i4'),('b','f8')])
np.zeros(2,[('a','i4'),('b','f8')]).astype('U')
np.promote_types('i4,f4','i4')
np.promote_types('i4,f4','i8,f8')
np.promote_types([('a','i4')],[('b','i4')])
np.zeros((2,0),[('x','i4')])
np.zeros(2,[('x','f8')])[0]
np.array((1.5,2),dtype='f8,i4')
np.zeros(2,'V3')
np.zeros(2,'V3')[0]
np.zeros((2,2),'i4,f8')
np.array([(1.5,True,1+2j,'x',b'yz')],dtype='f4,?,c16,U2,S3') ### np.array([(1.5,True,1+2j,'x',np.bytes_('yz'))],dtype='f4,?,c16,U2,S3')
np.array([(1.5,True,1+2j,'x')],dtype='f4,?,c16,U2')[0]
---
np.dtype([('hello',(np.int64,3)),('world',np.void,10)]) ### np.dtype({{"hello", {np.int64, 3}}, {"world", np.void, 10}})
np.dtype((int, 2)) ### np.dtype({"int", 2})
np.dtype([('a',('i4',(2,3))),('b',[('x','f4'),('y','f4')])]) ### np.dtype({{"a", {"i4", {2,3}}}, {"b", {{"x","f4"},{"y","f4"}}}})
"""

TIMES = r"""
np.datetime64('2010-03-14T15','D')
np.datetime64('2010-13')
np.datetime64('2010-02-30')
np.datetime64('2010-02-XX')
np.datetime64('20100102')
np.datetime64('2010-02-01T25')
np.datetime64('2010-02-01T05:61')
np.datetime64('2010-02-01T05:30Z')
np.datetime64('2010-02-01T05:30+0230')
np.datetime64('2010-02-01 05:30')
np.datetime64('foo')
np.datetime64('')
np.datetime64()
np.datetime64('NaT')
np.datetime64('NaT','D')
np.datetime64(5)
np.datetime64(5,'D')
np.datetime64(5.0,'D')
np.datetime64('2010-01','foo')
np.timedelta64(5)
np.timedelta64(5,'D')
np.timedelta64(3,'25s')
np.timedelta64('NaT')
np.timedelta64('5','D')
np.timedelta64('x','D')
np.timedelta64(5.5,'D')
np.timedelta64(np.timedelta64(5,'D'),'h')
np.datetime64('2010-01-01')+1
np.datetime64('2010-01-01')+np.timedelta64(1,'h')
np.datetime64('2010-01-01')-np.datetime64('2009-01-01')
np.datetime64('2010-01-01')+np.datetime64('2009-01-01')
np.datetime64('2010')-np.datetime64('2009-01')
np.timedelta64(1,'Y')+np.timedelta64(1,'D')
np.datetime64('2010-01-01')+np.timedelta64(1,'Y')
np.datetime64('2010-01-01')*2
np.timedelta64(5,'D')*2
np.timedelta64(5,'D')*2.5
np.timedelta64(5,'D')/2
np.timedelta64(5,'D')/np.timedelta64(2,'h')
np.timedelta64(5,'D')//np.timedelta64(2,'h')
np.timedelta64(5,'D')%np.timedelta64(2,'D')
np.timedelta64(5,'D')//2
np.timedelta64(5,'D')/0
np.timedelta64(5,'D')//np.timedelta64(0,'D')
-np.timedelta64(5,'D')
abs(np.timedelta64(-5,'D'))
str(np.timedelta64(5,'D'))
str(np.datetime64('2010-01-01'))
np.divmod(np.timedelta64(5,'D'),np.timedelta64(2,'D'))
np.sign(np.array([-5,0,7],'m8[D]'))
np.isnat(np.array(['NaT','2010-01-01'],'M8[D]'))
np.isnat(5)
np.array(['2010-01-01','2010-01'],dtype='M8')
np.array(['2010-01-01','2010-01'],dtype='M8[s]')
np.array([1,2],dtype='M8')
np.array([1,2],dtype='M8[D]')
np.array([1,2],dtype='m8')
np.array(['1','2','NaT'],dtype='m8[D]')
np.array(['2010-01-01'],dtype='M8[D]').astype('U')
np.array(['2010-01-01'],dtype='M8[s]').astype('S')
np.array(['2010-01-01'],dtype='M8[D]').astype('M8[s]')
np.array(['2010-01-01','2011-05-03'],dtype='M8[D]').astype('M8[Y]')
np.array(['2010-01-01'],dtype='M8[D]').astype('M8')
np.array(['2010-01-01'],dtype='M8[D]').astype('i8')
np.array(['2010-01-01'],dtype='M8[D]').astype(int)
np.array(['2010-01-01'],dtype='M8[D]').astype('f8')
np.array(['2010-01-01'],dtype='M8[D]').astype('m8[D]')
np.array(['2010-01-01'],dtype='M8[D]').astype(bool)
np.array([3,400],dtype='m8[D]').astype('m8[Y]')
np.array([3],dtype='m8[Y]').astype('m8[D]')
np.array([3],dtype='m8[D]').astype('U')
np.array(['2010-01-01'],dtype='M8[D]')[0]
np.arange('2010-01','2010-05',dtype='M8[M]')
np.arange('2010-01','2010-02',dtype='M8[D]')[:3]
np.arange(np.datetime64('2010-01-01'),np.datetime64('2010-01-04'))
np.arange('2010-01-01','2010-01-10',3,dtype='M8[D]')
np.arange('2010-01-01','2010-01-10',np.timedelta64(2,'D'),dtype='M8[D]')
np.arange(np.datetime64('2010-01-01'),np.datetime64('2010-01-02'),np.timedelta64(6,'h'))
np.arange('2010-01-01',5,dtype='M8[D]')
np.arange(5,dtype='m8[D]')
np.arange(0,5,2,dtype='M8[D]')
np.arange(np.timedelta64(0,'h'),np.timedelta64(1,'D'),np.timedelta64(6,'h'))
np.arange(5,dtype='M8[D]')
np.arange('2010-01-01')
np.arange('2010-01','2010-03')
np.array([np.nan,1.7,np.inf]).astype('m8[D]')
np.array([True]).astype('M8[D]')
np.array([1.5,2],dtype='m8[D]')
np.array([1.5,2],dtype='M8[D]')
np.array(['x'],dtype='m8[D]')
np.array(['x'],dtype='M8[D]')
np.array(['5']).astype('m8[D]')
np.array(['2010','2011-05']).astype('M8')
np.array(['2010','2011-05']).astype('M8[D]')
np.array(['2010-05-04T12']).astype('M8[D]')
np.array([3],'m8[D]').astype('S')
np.array(['NaT'],'m8[D]').astype('U')
np.array(['NaT'],'M8[D]').astype('U')
np.array([3],'m8[D]').astype('U3')
np.array(['2010'],'M8[Y]').astype('m8[Y]')
np.array([3],'m8[D]').astype('M8[D]')
np.array([3],'m8').astype('m8[D]')
np.array(['2010'],'M8[Y]').astype('M8[ns]')
np.array(['2500'],'M8[Y]').astype('M8[ns]')
np.array(['2500'],'M8[Y]').astype('M8[as]')
np.array([10**18],'m8[s]').astype('m8[ns]')
np.array(['-0001-01-01','0000-01','12345-01'],'M8[D]')
(np.array([-1],'M8[M]'),np.array([-1],'M8[W]'),np.array([-1],'M8[h]'),np.array([-1],'M8[ms]'))
(np.array([-1],'m8[D]').astype('m8[W]'), np.array([-1],'M8[s]').astype('M8[D]'),np.array([-400],'M8[D]').astype('M8[Y]'))
np.array([4],'M8[3M]')
np.datetime64('2010-01-01','3M')
np.datetime64('2010-01-01').astype(int)
np.datetime64('2010-01-01')==np.datetime64('2010-01')
np.array(['2010-01-01'],'M8[D]')=='2010-01-01'
np.array(['2010-01-01'],'M8[D]')>'2009'
np.array(['2010-01-01'],'M8[D]')>5
np.array(['2010-01-01'],'M8[D]')==5
np.array([3,4],'m8[D]')>3
np.array([3,4],'m8[D]')==3
np.array([3,4],'m8[D]')>np.timedelta64(75,'h')
np.array(['NaT','2010'],'M8[D]')==np.array(['NaT','2010'],'M8[D]')
np.array(['NaT','2010'],'M8[D]')!=np.array(['NaT','2010'],'M8[D]')
np.array(['NaT','2010'],'M8[D]')<np.array(['2011','2011'],'M8[D]')
np.maximum(np.array(['NaT','2010'],'M8[D]'),np.datetime64('2009'))
np.fmax(np.array(['NaT','2010'],'M8[D]'),np.datetime64('2009'))
np.array(['NaT','2010'],'M8[D]').max()
(np.array(['2011','2010'],'M8[D]').max(), np.array(['2011','2010'],'M8[D]').min())
np.array(['2011','2010'],'M8[D]').sum()
np.array(['2011','2010'],'M8[D]').mean()
(np.array([3,4],'m8[D]').sum(),np.array([3,4],'m8[D]').mean(),np.array([3,5],'m8[D]').mean())
np.array([3,4],'m8[D]').std()
np.array([3,4],'m8[D]').prod()
np.array([3,4],'m8[D]').cumsum()
np.median(np.array([3,4,9],'m8[D]'))
np.diff(np.array(['2011','2010','NaT'],'M8[D]'))
np.sort(np.array(['2011','NaT','2010'],'M8[D]'))
np.argsort(np.array(['2011','NaT','2010'],'M8[D]'))
np.unique(np.array(['2011','NaT','2010','NaT'],'M8[D]'))
np.argmax(np.array(['2011','NaT','2010','NaT'],'M8[D]'))
np.searchsorted(np.array(['2010','2011'],'M8[D]'),np.datetime64('2010-06'))
np.array([1,2],'m8[D]')+np.array(['2010'],'M8[D]')
np.array(['2010'],'M8[D]')+np.array([1,2])
np.array(['2010'],'M8[D]')+1.5
np.array(['2010'],'M8[D]')+np.array([1,2],'m8')
np.array([1,2],'m8[D]')*np.array([1.5,np.nan])
np.array([1,2],'m8[D]')*np.array([1,2],'m8[D]')
np.array([1,2],'m8[D]')/np.array([0,2])
np.array([1,2],'m8[D]')/np.array([0,2],'m8[D]')
np.array([1,2],'m8[D]')//np.array([0,2])
(np.array([-7],'m8[D]')//2, np.array([-7],'m8[D]')/2, np.array([-7],'m8[D]')//2.5)
np.array([-7],'m8[D]')%np.timedelta64(2,'D')
np.array([-7],'m8[D]')%2
5-np.array([1,2],'m8[D]')
5*np.array([1,2],'m8[D]')
5/np.array([1,2],'m8[D]')
np.array([1,2],'m8[D]')+1
np.array(['2010'],'M8[D]')-1
1-np.array(['2010'],'M8[D]')
-np.array(['2010'],'M8[D]')
np.sqrt(np.array([1,2],'m8[D]'))
np.isfinite(np.array(['1','NaT'],'m8[D]'))
np.isnan(np.array(['NaT'],'M8[D]'))
np.zeros(2,'M8[D]')
np.zeros(2,'m8[D]')
np.ones(2,'m8[D]')
np.full(2,'NaT','M8[D]')
np.full(2,np.datetime64('2010'))
np.bitwise_and(np.array([1,2],'m8[D]'),1)
np.logical_and(np.array([1,2],'m8[D]'),1)
np.any(np.array([1,2],'m8[D]'))
np.floor(np.array([1,2],'m8[D]'))
np.clip(np.array([1,5,9],'m8[D]'),2,6)
np.datetime_data('M8[25s]')
np.datetime_as_string(np.array(['2010-01-01T05:30'],'M8[m]'),unit='h')
np.array(['2010'],'M8[D]').dtype.name
np.concatenate([np.array(['2010'],'M8[Y]'),np.array(['2010-05-01'],'M8[D]')])
np.concatenate([np.array([1]),np.array(['2010'],'M8[Y]')])
np.array(['2010-01-01'],dtype=np.datetime64)
(np.dtype(np.datetime64), np.dtype(np.timedelta64), np.dtype(np.bytes_),np.dtype(np.void))
np.datetime64('2010-01-01').dtype
np.datetime64(np.datetime64('2010-01-01'),'Y')
np.datetime64('2010-01','D')
np.arange(3)*np.timedelta64(1,'D')
np.datetime64('2010-01-01')+np.arange(3)
np.array([np.datetime64('NaT')])
np.array([np.timedelta64('NaT'),np.timedelta64(100,'D')])
np.array(['100000','NaT'],'m8[D]')
np.array(['NaT'],'m8[D]')[0]
np.array([np.datetime64('2010-01-01'),np.datetime64('2010-01-01T05')])
np.array([np.timedelta64(5,'D'),3])
d = np.array(['2010-01-01','2011-05-06','NaT'], dtype='datetime64[D]');
d[d > np.datetime64('2010-06')]
d[0] = '2000-02-29';
d
d[1] = 5;
d
d += 1;
d
d[:2] = np.datetime64('1999-12-31T23');
d
np.array(['2010-01-01'],'M8[D]').view('i8')
d.astype('M8[M]').astype(int) % 12 + 1
np.array(['2010-01-01','2010-02-03'],'M8[D]') - np.array(['2010-01-01','2010-02-03'],'M8[D]').astype('M8[M]')
np.issubdtype(d.dtype, np.datetime64)
d.dtype == 'M8[D]'
d.dtype.kind
np.array([[1,2],[3,4]],'m8[h]').sum(axis=0)
np.array([[1,2],[3,4]],'m8[h]').max(axis=1)
np.where(np.isnat(d), np.datetime64('1970-01-01'), d)
np.isin(d, d[:1])
np.array(['2010-01-01T12:34:56.789'],'M8[ms]')
np.datetime64('2010-01-01T12:34:56.789123')
np.datetime64('1969-12-31T23:59:59.999999999')
"""

RECARRAYS = r"""
r = np.rec.array([(1,2.,'Hello'),(2,3.,"World")], dtype=[('foo','i4'),('bar','f4'),('baz','S10')]);
r
r.foo
r.bar
r[1]
r[1].baz
r[1:2].foo
r.foo[1]
r[0].zz
r.zz
r.dtype
r['foo']
r[['foo','bar']]
r.foo = 7;
r
np.rec.fromarrays([[1,2],[3.,4.],['a','b']],names='x,y,z')
np.rec.fromarrays([[1,2],[3.,4.],['a','b']])
np.rec.fromarrays([[1,2],[3.,4.]],dtype=[('p','i1'),('q','f4')])
np.rec.fromarrays([[1,2],[3.,4.,5.]],names='x,y')
np.rec.fromrecords([(1,2.,'a'),(3,4.,'bc')],names='x,y,z')
np.rec.fromrecords([(1,2.,'a'),(3,4.,'bc')],names=['x','y','z']).z
np.rec.fromrecords([(1,2.),(3,4.)],formats='u1,f4',names='a,b')
np.rec.array([(1,2.),(3,4.)],names='a,b')
np.array([(1,2.),(3,4.)],dtype=[('a','i4'),('b','f8')]).view(np.recarray)
np.array([(1,2.),(3,4.)],dtype=[('a','i4'),('b','f8')]).view(np.recarray).a
np.rec.array(np.array([(1,2.),(3,4.)],dtype=[('a','i4'),('b','f8')]))
np.rec.array([[1,2],[3,4]],names='a,b')
np.sort(r, order='bar')
r.tolist()[0][0]
"""

TABLES = r"""
np.loadtxt(['1 2.5 ab','3 4.5 c'], dtype=[('a','i4'),('b','f8'),('c','U3')])
np.loadtxt(['M 21 72','F 35 58'], dtype=[('gender','S1'),('age','i4'),('weight','f4')])
np.loadtxt(['1 2 3','4 5 6'], dtype='i4,f8')
np.loadtxt(['2010-01-01 3','2011-05-06 4'], dtype='M8[D],i4')
np.loadtxt(['1 2 3','4 5 6'], dtype=[('a','i4'),('p','f8',(2,))])
np.loadtxt(['1 2','4 5'], dtype='i4,f8', unpack=True)
np.loadtxt(['ab c','d ef'], dtype='S')
np.loadtxt(['ab c','d ef'], dtype='S1')
np.genfromtxt(['1,1.3,abcde'], dtype=[('myint','i8'),('myfloat','f8'),('mystring','S5')], delimiter=',')
np.genfromtxt(['1,1.3,abcde'], dtype=None, names=['myint','myfloat','mystring'], delimiter=',', encoding='utf-8')
np.genfromtxt(['1,1.3,abcde','2,4,x'], dtype=None, delimiter=',', encoding='utf-8')
np.genfromtxt(['1,1.3,abcde'], dtype='i8,f8,S5', names=['myint','myfloat','mystring'], delimiter=',')
np.genfromtxt(['11.3abcde'], dtype=None, names=['intvar','fltvar','strvar'], delimiter=[1,3,5], encoding='utf-8')
np.genfromtxt(['text,# of chars','hello world,11','numpy,5'], dtype='S12,S12', delimiter=',')
np.genfromtxt(['So it goes','#a b c','1 2 3',' 4 5 6'], skip_header=1, names=True)
np.genfromtxt(['1 2 3','4 5 6'], names='a, b, a')
np.genfromtxt(['x,y z,p-q,return','1,2,3,4'], delimiter=',', names=True)
np.genfromtxt(['1 2','3 x'], dtype='i4,f8')
np.genfromtxt(['1 2','3 4'], names='a,b', unpack=True)
np.genfromtxt(['a b','1 2'], names=True, case_sensitive='upper')
"""

RECFUNCTIONS = r"""
a = np.array([(1, 2., 3), (4, 5., 6)], dtype=[('a', 'i4'), ('b', 'f4'), ('c', 'i8')]);
import numpy.lib.recfunctions as rfn;
rfn.structured_to_unstructured(a)
rfn.structured_to_unstructured(a, dtype='f4')
rfn.structured_to_unstructured(a[['a','c']])
b = np.array([(1, 2, 5), (4, 5, 7), (7, 8 ,11), (10, 11, 12)], dtype=[('x', 'i4'), ('y', 'f4'), ('z', 'f8')]);
np.mean(rfn.structured_to_unstructured(b[['x', 'z']]), axis=-1)
rfn.unstructured_to_structured(np.arange(6).reshape(2,3), names=['p','q','r'])
rfn.unstructured_to_structured(np.arange(6).reshape(2,3))
dt = np.dtype([('a', int), ('b', 'f4,u2'), ('c', 'f4', (2,))]);
A = np.arange(20).reshape((4,5));
rfn.unstructured_to_structured(A, dt)
rfn.drop_fields(a, 'b')
rfn.drop_fields(a, ['a','b'])
rfn.rename_fields(a, {'a':'A', 'b':'BB'}) ### rfn.rename_fields(a, {a='A', b='BB'})
rfn.append_fields(a, 'd', [7, 8], usemask=False)
rfn.merge_arrays((np.array([1, 2]), np.array([10., 20., 30.])))
rfn.merge_arrays((np.array([1, 2], dtype=[('a', int)]), np.array([10., 20., 30.])))
rfn.merge_arrays((np.array([1, 2], dtype=[('a', int)]), np.array([10., 20.])), flatten=True)
rfn.repack_fields(a[['a','c']])
rfn.repack_fields(a[['a','c']]).dtype.itemsize
rfn.get_names(a.dtype)
rfn.get_names(np.dtype([('a','i4'),('b',[('c','f4'),('d','i1')])]))
rfn.require_fields(a, [('b','f4'),('z','u1')])
rfn.apply_along_fields(np.mean, b[['x','z']])
np.ma.make_mask_descr(np.dtype({'names':['foo','bar'],'formats':[np.float32,np.int64]})) ### np.ma.make_mask_descr(np.dtype({names={'foo','bar'},formats={np.float32,np.int64}}))
np.ma.make_mask_descr(np.float32)
np.ma.make_mask_descr(np.dtype([('a','i4',(2,)),('b',[('c','f8')])]))
np.ma.make_mask_none((3,), dtype=np.dtype([('foo','f4'),('bar','i8')]))
np.ma.make_mask_none((3,))
np.ma.make_mask(np.array([(1,0),(0,1),(1,0)], dtype=[('man',int),('mouse',int)]), dtype=np.dtype([('man',int),('mouse',int)]))
np.ma.make_mask(np.array([(1,0),(0,1),(1,0)], dtype=[('man',int),('mouse',int)]))
np.ma.flatten_mask(np.array([0, 0, 1]))
np.ma.flatten_mask(np.array([(0, 0), (0, 1)], dtype=[('a', bool), ('b', bool)]))
np.ma.flatten_mask(np.array([(0, (0, 0)), (0, (0, 1))], dtype=[('a', bool), ('b', [('ba', bool), ('bb', bool)])]))
np.ma.flatten_structured_array(np.array([(1, 1), (2, 2)], dtype=[('a', int), ('b', float)]))
np.ma.flatten_structured_array(np.array([(1, 1), (2, 2)], dtype=[('a', 'i2'), ('b', 'i1')]))
np.ma.make_mask([1,0,0])
"""

BUSDAYS = r"""
np.busday_offset('2011-10', 0, roll='forward')
np.busday_offset('2012-03', -1, roll='forward')
np.busday_offset('2011-01', 2, roll='forward', weekmask='Wed')
np.busday_offset('2012-05', 1, roll='forward', weekmask='Sun')
np.busday_offset('2011-03-20', 0, roll='forward')
np.busday_offset('2011-03-20', 1, roll='backward')
np.busday_offset('2011-03-22', 1, roll='backward')
np.busday_offset('2011-03-20', 0)
np.busday_offset('2011-03-20', 0, roll='foo')
np.busday_offset(['2011-03-22','2011-04-29'], [5,-12])
np.busday_offset('2011-06-30', 250, holidays=['2011-07-01','2011-07-04','2011-12-26'])
np.busday_offset('2011-06-30', -250, holidays=['2011-03-01','2010-07-04','2010-12-24'])
np.busday_offset('2011-04-30', 0, roll='modifiedfollowing')
np.busday_offset('2011-05-01', 0, roll='modifiedpreceding')
np.is_busday(['2011-07-01', '2011-07-02', '2011-07-18'], holidays=['2011-07-01', '2011-07-04', '2011-07-17'])
np.is_busday('2011-07-15')
np.is_busday('2011-07-16', weekmask='SatSun')
np.is_busday('2011-07-16', weekmask=[1,1,1,1,1,1,0])
np.is_busday('2011-07-16', weekmask='foo')
np.busday_count('2011-01', '2011-02')
np.busday_count('2011', '2012')
np.busday_count('2011', '2012', weekmask='Sat')
np.busday_count('2012', '2011')
np.busday_count(['2011-01-03','2011-01-08'], '2011-03-01', holidays=['2011-01-17'])
np.busdaycalendar(holidays=['2011-07-01','2011-07-04','2011-07-17']).holidays
np.busdaycalendar().weekmask
np.dtype([('hello',(np.int64,3)),('world',np.void,10)])
np.datetime64('2010', np.datetime_data(np.dtype('M8[25s]')))
np.datetime_as_string(np.arange('2002-10-27T04:30', 4*60, 60, dtype='M8[m]'), timezone='UTC')
np.recarray((2,), dtype=[('x', int), ('y', float)]).shape
"""

TOPICS = {"busdays": BUSDAYS, "recfunctions": RECFUNCTIONS, "recarrays": RECARRAYS, "tables": TABLES, "bytes": BYTES, "records": RECORDS, "times": TIMES}
